/** The door to every child process that meets media: started without a shell, watched, ended with its whole group. */
export { type ChildOptions, cancelled, howToInstall, outputOf, type RunningChild, startChild } from './child.ts';
