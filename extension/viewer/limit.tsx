import { leastLimitBytes } from '../recordings/settings.ts';
import type { KeptTracesModel } from './kept-traces-model.ts';

const megabyte = 1_000_000;

/** How much may be kept in all. Recording stops there; nothing is deleted to make room. */
export function Limit({ model }: { model: KeptTracesModel }) {
  const limit = model.limit.value;
  if (limit === null) return null;
  return (
    <label class="kept-limit" title="Recording stops here. Nothing is deleted to make room.">
      Keep at most
      <input
        type="number"
        min={leastLimitBytes / megabyte}
        step={10}
        value={Math.round(limit / megabyte)}
        onChange={({ currentTarget }) => {
          const bytes = currentTarget.valueAsNumber * megabyte;
          if (currentTarget.reportValidity() && Number.isFinite(bytes)) void model.setLimit(bytes);
          else currentTarget.value = String(Math.round(limit / megabyte));
        }}
      />
      MB
    </label>
  );
}
