import { expect, it } from 'vitest';
import { frameTitle } from './frame-groups.ts';

it('shows what tells pages apart', () => {
  expect(frameTitle({ url: 'https://call.example.com/room/42?token=x#y' })).toBe('call.example.com/room/42');
  expect(frameTitle({ url: 'http://localhost:8080/' })).toBe('localhost:8080');
  expect(frameTitle({ url: 'about:blank' })).toBe('about:blank');
  expect(frameTitle({ url: '' })).toBe('frame');
  expect(frameTitle(undefined)).toBe('frame');
});
