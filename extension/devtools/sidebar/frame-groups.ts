import type { ConnectionView, FrameView, TraceView } from '../../trace/view.ts';

/** The connections of one frame, under its address. */
export interface FrameGroup {
  frameId: string;
  title: string;
  /** The whole address. */
  url: string;
  connections: ConnectionView[];
}

/** Frames with connections, in the order in which their connections came. */
export function frameGroups({ frames, connections }: TraceView): FrameGroup[] {
  const groups = new Map<string, FrameGroup>();
  for (const connection of connections.values()) {
    const { frameId } = connection;
    let group = groups.get(frameId);
    if (!group) {
      const frame = frames.get(frameId);
      group = { frameId, title: frameTitle(frame), url: frame?.url ?? '', connections: [] };
      groups.set(frameId, group);
    }
    group.connections.push(connection);
  }
  return [...groups.values()];
}

/** The address without what does not tell pages apart. */
export function frameTitle(frame: Pick<FrameView, 'url'> | undefined): string {
  if (!frame?.url) return 'frame';
  if (!/^https?:/.test(frame.url)) return frame.url;
  return frame.url
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
}
