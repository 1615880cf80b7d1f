/** One line of what a foreign tool logged of a connection; both tools use the same names for the same things. */
export interface LogEntry {
  t: number;
  connection: string;
  name: string;
  value: unknown;
  /** Where it stands in the file: `line 12`, `PeerConnections["1-2"].updateLog[3]`. */
  where: string;
}

/** A value in JSON, or the text itself where it is none. */
export function looseValue(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
