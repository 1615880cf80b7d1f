import fc from 'fast-check';
import { expect, it } from 'vitest';
import { viewOf } from '../fixture/view.ts';
import { changesInWords } from './changes-in-words.ts';
import { lineDiff } from './line-diff.ts';
import { descriptionChanges } from './restart-descriptions.ts';

const text = (lines: string[]) => lines.map(line => `${line}\r\n`).join('');

it('shows what changed with two lines around it, and folds the rest', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `a=line:${i}`);
  const changed = lines.with(6, 'a=ice-ufrag:new');
  expect(
    lineDiff(text(lines), text(changed))!.map(({ kind, text, count }) => `${kind} ${count ?? text}`),
  ).toEqual([
    'fold 4',
    'same a=line:4',
    'same a=line:5',
    'removed a=line:6',
    'added a=ice-ufrag:new',
    'same a=line:7',
    'same a=line:8',
    'fold 3',
  ]);
});

it('leads from the one text to the other, whatever they are', () => {
  const line = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 30 }), (before, after) => {
      const lines = lineDiff(text(before), text(after))!;
      const size = (...kinds: string[]) =>
        lines.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count = 1 }) => sum + count, 0);
      expect(size('same', 'fold', 'removed')).toBe(before.length);
      expect(size('same', 'fold', 'added')).toBe(after.length);
      const kept = lines.filter(({ kind }) => kind === 'added').map(({ text }) => text);
      for (const each of kept) expect(after).toContain(each);
    }),
  );
});

it('says in words what changed, each once', () => {
  const before = text(['o=- 1 2', 'a=ice-ufrag:a', 'a=ice-pwd:x', 'a=setup:actpass', 'a=x-own:1']);
  const after = text(['o=- 1 3', 'a=ice-ufrag:b', 'a=ice-pwd:y', 'a=setup:active', 'a=x-own:1']);
  expect(changesInWords(lineDiff(before, after)!)).toBe('session version, ICE credentials, DTLS role');
});

it('finds both sides’ descriptions around a restart', () => {
  const { connection } = viewOf(call => call.run(3_000).restart());
  const [restart] = connection.restarts;
  const [local, remote] = descriptionChanges(restart!, connection);
  expect(local!.before.sdp).toContain(restart!.localUfrag.from);
  expect(local!.after.sdp).toContain(restart!.localUfrag.to);
  expect(remote!.before.sdp).toContain(restart!.remoteUfrag.from);
  expect(remote!.after.sdp).toContain(restart!.remoteUfrag.to);
});
