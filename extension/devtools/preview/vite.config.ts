import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Serves the design preview, without the extension around it. */
export default defineConfig({ root: import.meta.dirname, plugins: [preact()], server: { open: false } });
