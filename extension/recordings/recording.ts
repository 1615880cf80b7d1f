/** Why a recording is over. */
export type RecordingEnd =
  | 'stopped'
  | 'tab-closed'
  /** A rule records one site, and the tab went to another. */
  | 'left-site'
  /** The limit that the user set was reached. */
  | 'limit'
  /** The browser had no room for more. */
  | 'disk-full'
  /** Writing failed for another reason. */
  | 'unwritable';

/** What is known of a recording without reading its events. */
export interface Recording {
  /** Also the `frameId` of its marks. */
  id: string;
  /** The tab that is recorded; `null` when over, or while it waits for its page to come back after a restart. */
  tabId: number | null;
  page: RecordedPage;
  /** Begun by the rule of a site, not by hand. */
  bySite: boolean;
  startedAt: number;
  endedAt: number | null;
  /** When something was kept last. */
  writtenAt: number;
  end: RecordingEnd | null;
  /** Length of all events as JSON. */
  bytes: number;
  events: number;
  /** Events that could not be kept, as far as it is known how many. */
  missing: number;
  restarts: number;
  failed: number;
  /** Deleted, and for a short time to be had back. */
  deletedAt: number | null;
}

/** The page in the tab's own frame. */
export interface RecordedPage {
  url: string;
  title: string;
  /** `null` where it is opaque: such a page belongs to no site. */
  origin: string | null;
}

/** What is known of one frame within a recording. */
export interface RecordedFrame {
  recordingId: string;
  frameId: string;
  /** Every event up to this sequence number is kept, or missing for good. */
  reached: number;
  missing: number;
  restarts: number;
  failed: number;
}

/** As the events of one frame arrived together. */
export interface RecordedBatch {
  recordingId: string;
  frameId: string;
  first: number;
  /** The time of its first event, and the latest there is. */
  from: number;
  to: number;
  /** The events as JSON: half the size of what the browser would make of them. */
  json: string;
}

export function newRecording(id: string, tabId: number, page: RecordedPage, bySite: boolean): Recording {
  const startedAt = Date.now();
  return {
    id,
    tabId,
    page,
    bySite,
    startedAt,
    endedAt: null,
    writtenAt: startedAt,
    end: null,
    bytes: 0,
    events: 0,
    missing: 0,
    restarts: 0,
    failed: 0,
    deletedAt: null,
  };
}
