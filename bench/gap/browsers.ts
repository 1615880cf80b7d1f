import { type Chromium, launchChromium } from '../../test/harness/chromium.ts';
import { type Firefox, launchFirefox } from '../../test/harness/firefox.ts';
import type { BrowserName } from '../../tools/browsers.ts';

/** A browser with the extension, whose hidden tabs are throttled as a person's are. */
export type Driven = Chromium | Firefox;

export function launch(name: BrowserName): Promise<Driven> {
  return name === 'firefox' ? launchFirefox() : launchChromium({ throttled: true });
}
