import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

type Target = 'chrome' | 'firefox';

/**
 * The edit loop brings modules and styles from Vite's own server, which the extension pages' policy forbids
 * otherwise. Only `npm run dev` relaxes it.
 */
function relaxedForDevelopment(shipped: typeof manifest): typeof manifest {
  const policy = shipped.content_security_policy.extension_pages
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .concat('; connect-src http://localhost:* ws://localhost:*');
  return { ...shipped, content_security_policy: { extension_pages: policy } };
}

/** One manifest serves both browsers; what Firefox spells differently is derived here. */
function manifestFor(target: Target, source: typeof manifest): ManifestV3Export {
  if (target === 'chrome') return source as ManifestV3Export;
  const { minimum_chrome_version: _, background, ...shared } = source;
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

export default defineConfig(({ command, mode }) => {
  const target: Target = mode.startsWith('firefox') ? 'firefox' : 'chrome';
  const source = command === 'serve' ? relaxedForDevelopment(manifest) : manifest;
  return {
    plugins: [preact(), crx({ manifest: manifestFor(target, source), browser: target })],
    build: {
      outDir: `dist/${target}`,
      target: target === 'firefox' ? 'firefox128' : 'chrome119',
      modulePreload: false,
      rollupOptions: { input: ['extension/devtools/panel.html', 'extension/viewer/viewer.html'] },
    },
  };
});
