import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

interface KnownBrowser {
  title: string;
  /** Environment variables that name the executable, in the order they are asked. */
  variables: string[];
  /** Names on the PATH. */
  commands: string[];
  macApps: string[];
  windowsPrograms: string[];
  debianPackage: string;
}

const BROWSERS: Record<BrowserName, KnownBrowser> = {
  chromium: {
    title: 'Chromium, Chrome or Edge',
    variables: ['ICESCOPE_CHROMIUM', 'CHROME_PATH'],
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome-stable',
      'google-chrome',
      'microsoft-edge-stable',
      'microsoft-edge',
    ],
    macApps: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windowsPrograms: [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ],
    debianPackage: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variables: ['ICESCOPE_FIREFOX', 'FIREFOX_PATH'],
    commands: ['firefox-esr', 'firefox'],
    macApps: ['Firefox.app/Contents/MacOS/firefox'],
    windowsPrograms: ['Mozilla Firefox\\firefox.exe'],
    debianPackage: 'firefox-esr',
  },
};

/** The browser's executable, installed first where this machine lets us; else an error that says what to do. */
export function ensureBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (found) return found;
  const { title, variables, debianPackage } = BROWSERS[name];
  if (mayInstallDebianPackages()) {
    console.log(`${title} is not here; installing Debian's ${debianPackage}…`);
    installDebianPackage(debianPackage);
    const installed = findBrowser(name);
    if (installed) return installed;
  }
  throw new Error(
    `Expected ${title} on this machine and found none. Install it (on Debian: apt-get install ${debianPackage}), ` +
      `or name its executable in ${variables[0]}.`,
  );
}

/** The browser's executable, or `null`. An environment variable decides alone, and must be right. */
export function findBrowser(name: BrowserName): string | null {
  const known = BROWSERS[name];
  for (const variable of known.variables) {
    const path = process.env[variable];
    if (!path) continue;
    if (isExecutable(path)) return path;
    throw new Error(`${variable} should name an executable of ${known.title}, but "${path}" is none.`);
  }
  return wellKnownPaths(known).find(isExecutable) ?? null;
}

function wellKnownPaths({ commands, macApps, windowsPrograms }: KnownBrowser): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap(dir =>
      macApps.map(app => join(dir, app)),
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];
    return roots.flatMap(root => (root ? windowsPrograms.map(program => join(root, program)) : []));
  }
  const directories = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  return commands.flatMap(command => directories.map(directory => join(directory, command)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function mayInstallDebianPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

function installDebianPackage(name: string): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { status } = spawnSync('apt-get', args, { stdio: 'inherit', env: environment });
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed.`);
  }
}
