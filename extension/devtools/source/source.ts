import type { ReadonlySignal } from '@preact/signals';
import type { EventSeries } from '../../trace/event-series.ts';
import type { TraceEvent } from '../../trace/schema/events.ts';
import type { TraceView } from '../../trace/view.ts';

/** What the panel knows at one moment. A new object each time; the view inside grows in place. */
export interface Snapshot {
  view: TraceView;
  /** Frames that are gone, each with the time of its last event: what lasted there, ended then. */
  gone: ReadonlyMap<string, number>;
  /** Events that are missing, because a frame's bounded buffer had to let go of them. */
  missing: number;
}

/**
 * `reconnecting`: the worker was stopped, the frames go on recording.
 * `detached`: the extension was updated or removed under this panel, which cannot reach it any more.
 * `ended`: the trace is complete, as one read from a file is.
 */
export type SourceStatus = 'connecting' | 'live' | 'reconnecting' | 'detached' | 'ended';

/** What can be asked of a live source. */
export interface SourceCommands {
  clear(): void;
  restartIce(connectionId: string): void;
  /** Whether the tab is being recorded to disk. */
  readonly recording: ReadonlySignal<boolean>;
  record(on: boolean): void;
  /** Loads the page anew, to observe it from its start. */
  reloadPage(): void;
}

/** Where the panel's trace comes from: the inspected tab, or a file. */
export interface TraceSource {
  readonly snapshot: ReadonlySignal<Snapshot>;
  readonly status: ReadonlySignal<SourceStatus>;
  /** What was refused last, in words; `null` once a command went through. */
  readonly refusal: ReadonlySignal<string | null>;
  /** `null` for what nobody can command. */
  readonly commands: SourceCommands | null;
  /** Its addresses were replaced by labels. */
  readonly redacted?: boolean;
  /** The time on the clock of the events. It goes on between them while the source is live. */
  now(): number;
  /** All events, for a trace file. */
  events(): TraceEvent[];
  /** The events of each frame in their sequence. A series grows in place; another trace has others. */
  eventLists(): readonly EventSeries[];
}
