import { render } from 'preact';
import browser from 'webextension-polyfill';
import { followTheme } from '../devtools/theme/theme.ts';
import { PopupModel } from './popup-model.ts';
import { Popup } from './popup-view.tsx';

const model = new PopupModel();
// `popup.html?tab=7` is about that tab wherever it is opened: for who cannot click the toolbar, as tests.
const asked = new URLSearchParams(location.search).get('tab');

followTheme(null);
await model.start(asked === null ? null : Number(asked));
render(
  <Popup
    model={model}
    openTraces={id => {
      const path = `extension/viewer/viewer.html${id === null ? '' : `#${id}`}`;
      void browser.tabs.create({ url: browser.runtime.getURL(path) }).then(() => window.close());
    }}
  />,
  document.body,
);
