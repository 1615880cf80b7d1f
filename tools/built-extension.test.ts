import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ExtensionTarget, extensionDirectory } from './extension-build.ts';

/** What the built extension (`npm run build`) may do, and how heavy it is in every page. */
const targets: ExtensionTarget[] = ['chrome', 'firefox'];
const pageScriptsMaxBytes = 15_000;

function filesOf(target: ExtensionTarget, ending: RegExp): { name: string; text: string }[] {
  const directory = extensionDirectory(target);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name))
    .map(name => ({ name, text: readFileSync(join(directory, name), 'utf8') }));
}

function manifestOf(target: ExtensionTarget) {
  return JSON.parse(readFileSync(join(extensionDirectory(target), 'manifest.json'), 'utf8'));
}

describe.each(targets)('the extension built for %s', target => {
  it('asks for no permission but to store', () => {
    const manifest = manifestOf(target);
    expect(manifest.permissions).toEqual(['storage']);
    for (const key of ['host_permissions', 'optional_permissions', 'optional_host_permissions']) {
      expect(manifest[key] ?? [], key).toEqual([]);
    }
    expect(manifest.externally_connectable).toBeUndefined();
  });

  it('lets no page load anything of it', () => {
    expect(manifestOf(target).web_accessible_resources ?? []).toEqual([]);
  });

  it('has a policy under which its pages run its own scripts alone and reach no network', () => {
    const policy: string = manifestOf(target).content_security_policy.extension_pages;
    const directives = new Map(
      policy.split(';').map(each => each.trim().split(/\s+(.*)/) as [string, string]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect([...directives.keys()]).not.toContain('connect-src');
    expect(policy).not.toMatch(/unsafe|wasm|https?:|\*/);
  });

  it('makes no code from text and calls no network', () => {
    const scripts = filesOf(target, /\.js$/);
    expect(scripts.length).toBeGreaterThan(4);
    const forbidden =
      /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]|\bimportScripts\b|\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bWebTransport\b|\bimport\s*\(\s*["'`]\w+:/;
    for (const { name, text } of scripts) expect(forbidden.exec(text)?.[0], name).toBeUndefined();
  });

  it('has pages without inline or foreign scripts', () => {
    const pages = filesOf(target, /\.html$/);
    expect(pages.length).toBeGreaterThan(0);
    for (const { name, text } of pages) {
      expect(text, name).not.toMatch(/\son\w+=|javascript:|https?:\/\//);
      for (const [script] of text.matchAll(/<script\b[^>]*>/g)) expect(script, name).toMatch(/\ssrc=/);
    }
  });

  it('puts less than 15 kB, gzipped, into every page', () => {
    const { content_scripts: scripts } = manifestOf(target) as { content_scripts: { js: string[] }[] };
    const sizes = scripts
      .flatMap(({ js }) => js)
      .map(name => gzipSync(readFileSync(join(extensionDirectory(target), name)), { level: 9 }).length);
    expect(sizes).toHaveLength(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(pageScriptsMaxBytes);
  });
});
