import { observedMethods } from './methods.ts';

/**
 * What a page can tell apart after all, by `topic > check`, and why it cannot be helped. The tests make sure that
 * each of these does differ, so that nothing stays here that was mended.
 */
type Known = Record<string, string>;

function all(checks: string[], why: string): Known {
  return Object.fromEntries(checks.map(check => [check, why]));
}

const dictionaryMethods = ['createOffer', 'setLocalDescription', 'setRemoteDescription', 'addIceCandidate'];

const both: Known = {
  ...all(
    [
      'stacks > in a getter of a configuration',
      ...dictionaryMethods.map(method => `stacks > ${method}: in a getter of its argument`),
    ],
    'the wrapper is on the stack while the browser reads arguments; an error made by the page is out of its reach',
  ),
  'stacks > as a formatter of the page is given them':
    'a stack is cleaned as text; a page that formats stacks itself gets all frames',
  'footprints > timers are numbered as ever': 'our timers take numbers of the same row',
  'legacy > the stack in a callback that fails': 'the error is only known to who is called with it',
};

const chromium: Known = {
  ...all(
    dictionaryMethods
      .filter(method => method !== 'createOffer')
      .map(method => `arguments > ${method}: a revoked proxy`),
    'Chromium puts the member in front of errors that no script has thrown',
  ),
  'promises > a promise takes no clone':
    'an unused promise has another prototype, and so another name in the error',
};

const firefox: Known = {
  ...all(
    [
      ...observedMethods.map(method => `shape > ${method}: it takes no clone`),
      'shape > the constructor takes no clone',
    ],
    'the error says Proxy in place of Function',
  ),
  ...all(
    observedMethods.map(method => `shape > ${method}: its caller cannot be read`),
    'the getter of Function.prototype refuses a Proxy in other words',
  ),
  'shape > the names of the window, in order':
    'globals are listed in the order in which they were first used',
  'stacks > the own keys of an error': 'a cleaned stack is a property of the error, not of its prototype',
  ...all(
    [
      'of a constructor refused with a DOMException',
      'of setConfiguration refused',
      'of an error that the browser makes later',
      ...['createOffer', 'createAnswer', 'setLocalDescription', 'addIceCandidate'].map(
        method => `${method}: of a call refused once closed`,
      ),
    ].map(check => `stacks > ${check}`),
    'the lineNumber of a DOMException cannot be set; its stack is right',
  ),
};

export const known: Record<string, Known> = {
  chromium: { ...both, ...chromium },
  firefox: { ...both, ...firefox },
};
