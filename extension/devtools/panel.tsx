import { render } from 'preact';
import browser from 'webextension-polyfill';
import { panelPort } from '../wire/ports.ts';
import { App } from './app.tsx';
import { Desk } from './desk/desk.ts';
import { LiveSource } from './source/live-source.ts';
import { followTheme, type HostTheme } from './theme/theme.ts';

const { panels, inspectedWindow, network } = browser.devtools;

/** Chromium's name for what `onThemeChanged` is in Firefox. */
interface ChromiumPanels {
  setThemeChangeHandler?(listener: () => void): void;
}

const devtoolsTheme: HostTheme = {
  name: () => panels.themeName,
  onChange: listener => {
    if (panels.onThemeChanged) panels.onThemeChanged.addListener(listener);
    else (panels as ChromiumPanels).setThemeChangeHandler?.(listener);
  },
};

const source = new LiveSource({
  tabId: inspectedWindow.tabId,
  connect: () => browser.runtime.connect({ name: panelPort }),
  reloadPage: () => void inspectedWindow.reload(),
  schedule: callback => void requestAnimationFrame(callback),
  elapsed: () => performance.now(),
});
network.onNavigated.addListener(() => source.navigated());

followTheme(devtoolsTheme);
render(<App desk={new Desk(source)} />, document.body);
