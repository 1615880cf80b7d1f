import { Activity, type ActivityColumns } from './activity.ts';
import type { StreamView, TraceView } from './view.ts';

/** A view as it can be handed to another thread: what streams did apart, which loses its class on the way. */
export interface PortableView {
  view: TraceView;
  /** Of every stream, in their order. */
  activities: ActivityColumns[];
}

export function portable(view: TraceView): PortableView {
  return { view, activities: streamsOf(view).map(({ activity }) => activity.columns) };
}

/** The view again, at the other end. */
export function arrived({ view, activities }: PortableView): TraceView {
  streamsOf(view).forEach((stream, i) => {
    stream.activity = Activity.of(activities[i]!);
  });
  return view;
}

const streamsOf = ({ connections }: TraceView): StreamView[] =>
  [...connections.values()].flatMap(({ streams }) => streams);
