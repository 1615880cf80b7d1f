import { expect, it } from 'vitest';
import { fileName } from './file-name.ts';

const at = new Date('2025-11-23T20:35:10.123Z');

it('names the file for the page and the time', () => {
  expect(fileName('https://call.example.com:8443/room?x=1', at, '.icescope.json')).toBe(
    'icescope-call.example.com-2025-11-23T20-35-10.icescope.json',
  );
});

it('makes do without a host', () => {
  expect(fileName('about:blank', at, '.csv')).toBe('icescope-page-2025-11-23T20-35-10.csv');
  expect(fileName('', at, '.csv')).toBe('icescope-page-2025-11-23T20-35-10.csv');
  expect(fileName('http://[::1]/', at, '.csv')).toBe('icescope--1--2025-11-23T20-35-10.csv');
});
