import { expect, it } from 'vitest';
import { fileName } from './save-trace.ts';

const at = new Date('2025-11-23T20:35:10.123Z');

it('names the file for the page and the time', () => {
  expect(fileName('https://call.example.com:8443/room?x=1', at)).toBe(
    'icescope-call.example.com-2025-11-23T20-35-10.icescope.json',
  );
});

it('makes do without a host', () => {
  expect(fileName('about:blank', at)).toBe('icescope-page-2025-11-23T20-35-10.icescope.json');
  expect(fileName('', at)).toBe('icescope-page-2025-11-23T20-35-10.icescope.json');
  expect(fileName('http://[::1]/', at)).toBe('icescope--1--2025-11-23T20-35-10.icescope.json');
});
