import browser from 'webextension-polyfill';
import type { Recording, RecordingEnd } from '../recordings/recording.ts';
import { endWords } from '../recordings/words.ts';

const colours = { recording: '#0b57d0', bad: '#d93025', text: '#ffffff' };

/** Counts the restarts of a tab that is recorded; red when one has failed. */
export function showRecording(tabId: number, { restarts, failed }: Recording): void {
  const counted = `${restarts} restart${restarts === 1 ? '' : 's'}`;
  show(tabId, {
    text: restarts === 0 ? 'REC' : restarts > 999 ? '999+' : String(restarts),
    colour: failed > 0 ? colours.bad : colours.recording,
    title: `IceScope records this tab: ${counted}${failed > 0 ? `, ${failed} failed` : ''}`,
  });
}

/** A recording ended though nobody wanted it to. */
export function showEnded(tabId: number, end: RecordingEnd): void {
  show(tabId, {
    text: '!',
    colour: colours.bad,
    title: `IceScope – ${endWords[end]}. What was recorded until then is kept.`,
  });
}

export function clearBadge(tabId: number): void {
  show(tabId, { text: '', colour: colours.recording, title: 'IceScope' });
}

interface Badge {
  text: string;
  colour: string;
  title: string;
}

function show(tabId: number, badge: Badge): void {
  const { action } = browser;
  // The tab may be closed by now.
  const ignore = () => {};
  action.setBadgeText({ tabId, text: badge.text }).catch(ignore);
  action.setBadgeBackgroundColor({ tabId, color: badge.colour }).catch(ignore);
  action.setBadgeTextColor({ tabId, color: colours.text }).catch(ignore);
  action.setTitle({ tabId, title: badge.title }).catch(ignore);
}
