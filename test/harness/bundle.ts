import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const modules = new URL('../../node_modules/', import.meta.url);

/** The text of a package's module as one classic script that puts its exports into a global. */
export async function bundle(module: string, global: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL(module, modules)), formats: ['iife'], name: global },
    },
  });
  return (output as Rolldown.RolldownOutput[])[0]!.output[0].code;
}
