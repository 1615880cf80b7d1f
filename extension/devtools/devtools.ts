import browser from 'webextension-polyfill';

// From the extension's root: Firefox would read a relative address as relative to this page, Chromium does not.
void browser.devtools.panels.create(
  'IceScope',
  '/extension/icons/icescope-32.png',
  '/extension/devtools/panel.html',
);
