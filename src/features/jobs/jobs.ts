/** The door of the jobs: what a job is, how one is started, watched, stopped, and what runs it. */
export { cancelJob, createJob, createJobs, releaseJob, retryJob } from './change-jobs.ts';
export { createWorker, type Worker, type WorkerOptions } from './create-worker.ts';
export {
  type AnyJobHandler,
  type ConcludedJob,
  isOver,
  type JobContext,
  type JobEnd,
  type JobError,
  type JobHandler,
  type JobMetrics,
  type NewJob,
  type RunningJob,
  type RunState,
  runStates,
} from './job.types.ts';
export { jobRoutes } from './job-routes.ts';
export { type JobDetail, type JobView, jobDetail, jobView, readJob, readJobDetail } from './job-view.ts';
export { JobFailed, JobHeld } from './thrown-ends.ts';
export { createJobWatch, type JobWatch } from './watch-jobs.ts';
