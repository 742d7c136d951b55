/** The door to every child process that meets media: started without a shell, jailed, limited, ended with its whole group. */
export {
  type ChildOptions,
  type ChildStream,
  letChildrenGiveWay,
  outputOf,
  type RunningChild,
  startChild,
} from './child.ts';
export { cancelled, howToInstall } from './how-it-ended.ts';
export { type JailLimits, usualLimits } from './jail-limits.ts';
export { type JailReport, jailInUse, jailWarning, requireJail } from './jail-report.ts';
export { type JailedOptions, jailedOutput, startJailed } from './jailed.ts';
