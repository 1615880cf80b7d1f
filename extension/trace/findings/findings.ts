import type { Finding } from '../schema/trace.ts';
import { askingRules, failureRules } from './asking.ts';
import { gatheringRules } from './gathering.ts';
import { pathRules } from './path.ts';
import { rebuildRules } from './rebuilding.ts';
import { applyRules, type ConnectionFacts, type RebuildFacts, type RestartFacts } from './rule.ts';
import { signallingRules } from './signalling.ts';

const restartRules = [...askingRules, ...signallingRules, ...gatheringRules, ...pathRules];

/** Every rule by theme, as the docs list them. */
export const themes = [
  { title: 'Asking for a restart', rules: [...askingRules, ...failureRules, ...rebuildRules] },
  { title: 'Signalling', rules: signallingRules },
  { title: 'Gathering', rules: gatheringRules },
  { title: 'The path', rules: pathRules },
];

export const findingsOfRestart = (facts: RestartFacts): Finding[] => applyRules(restartRules, facts);
export const findingsOfConnection = (facts: ConnectionFacts): Finding[] => applyRules(failureRules, facts);
export const findingsOfRebuild = (facts: RebuildFacts): Finding[] => applyRules(rebuildRules, facts);
