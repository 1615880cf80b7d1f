import type { EventOf, FrameEvent } from '../schema/events.ts';
import type { FrameView, Segment } from '../view.ts';
import { advance } from './segments.ts';

export function newFrame(id: string): FrameView {
  return { id, url: '', title: '', userAgent: '', hidden: [], online: [], network: [] };
}

export function applyFrameEvent(frame: FrameView, event: Exclude<FrameEvent, EventOf<'mark'>>): void {
  switch (event.type) {
    case 'frame':
      frame.url = event.url;
      frame.title = event.title;
      frame.userAgent = event.userAgent;
      return;
    case 'visibility':
      return advance(frame.hidden, event.t, event.hidden);
    case 'online':
      return advance(frame.online, event.t, event.online);
    case 'network':
      return advance(frame.network, event.t, describeNetwork(event));
    case 'lifecycle':
      return;
  }
}

function describeNetwork(event: EventOf<'network'>): string {
  return event.networkType ?? event.effectiveType ?? 'unknown';
}

/** Whether the network under the page changed within [from, to]: it went off- or online, or became another. */
export function networkChangedWithin(frame: FrameView, from: number, to: number): boolean {
  return networkChanges(frame).some(t => t >= from && t <= to);
}

/** When the network under the page went off- or online, or became another; in no order. */
export function networkChanges(frame: FrameView): number[] {
  // A frame's first segment is what it found, not a change.
  return [...frame.online.slice(1), ...frame.network.slice(1).filter(isNetworkType)].map(({ from }) => from);
}

/** `4g` and the like are estimates of speed, which change on one and the same network. */
function isNetworkType({ value }: Segment<string>): boolean {
  return !/^(slow-)?\dg$/.test(value) && value !== 'unknown';
}
