/** The door of the timelines: documents that people send are checked here, and opened for the jobs that render them. */
export { atBody, fromBody, refuseProblems } from './body-paths.ts';
export { type Admitted, admitTimeline, type Door, documentText } from './examine-for-person.ts';
export { type AskedOfJob, type JobDoor, openForJob, type TimelineMachine } from './open-for-job.ts';
export { type TimelineLimits, usualTimelineLimits } from './timeline-limits.ts';
