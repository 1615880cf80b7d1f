import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

type Target = 'chrome' | 'firefox';

/** One manifest serves both browsers; what Firefox spells differently is derived here. */
function manifestFor(target: Target): ManifestV3Export {
  if (target === 'chrome') return manifest as ManifestV3Export;
  const { minimum_chrome_version: _, background, ...shared } = manifest;
  return {
    ...shared,
    background: { scripts: [background.service_worker], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'icescope@icescope.dev',
        strict_min_version: '128.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  } as unknown as ManifestV3Export;
}

export default defineConfig(({ mode }) => {
  const target: Target = mode.startsWith('firefox') ? 'firefox' : 'chrome';
  return {
    plugins: [preact(), crx({ manifest: manifestFor(target), browser: target })],
    build: {
      outDir: `dist/${target}`,
      target: target === 'firefox' ? 'firefox128' : 'chrome119',
      modulePreload: false,
      rollupOptions: { input: { panel: 'extension/devtools/panel.html' } },
    },
  };
});
