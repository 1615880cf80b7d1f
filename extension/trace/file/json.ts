import { InvalidTrace } from '../schema/validate.ts';

/** @throws InvalidTrace that says why it is none; `where` names the part of the file it stands in. */
export function parseJson(text: string, where = 'This'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = isCutOff(text, String(error))
      ? 'The file ends too early: it was cut off when it was saved or copied.'
      : String(error);
    throw new InvalidTrace(`${where} is no JSON. ${hint}`);
  }
}

/** Nothing is wrong but that there is no more. */
function isCutOff(text: string, error: string): boolean {
  const position = /at position (\d+)/.exec(error)?.[1];
  return /end of|unterminated/i.test(error) || Number(position) >= text.length;
}
