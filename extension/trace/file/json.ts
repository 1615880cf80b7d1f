import { InvalidTrace } from '../schema/validate.ts';

/** @throws InvalidTrace that says why it is none; `where` names the part of the file it stands in. */
export function parseJson(text: string, where = 'This'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cut = /end of|unterminated/i.test(String(error));
    const hint = cut ? 'The file ends too early: it was cut off when it was saved or copied.' : String(error);
    throw new InvalidTrace(`${where} is no JSON. ${hint}`);
  }
}
