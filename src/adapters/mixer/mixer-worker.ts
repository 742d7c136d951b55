/** The thread that mixes. */
import { serveJobs } from '../worker-crew/serve-jobs.ts';
import { type MasterJob, type MasterMeasures, masterToFile } from './master-film.ts';
import { type MixSceneJob, mixSceneToFile } from './mix-scene.ts';

export type MixerJob = ({ readonly kind: 'scene' } & MixSceneJob) | ({ readonly kind: 'master' } & MasterJob);

serveJobs((job: MixerJob): MasterMeasures | null => {
  if (job.kind === 'master') return masterToFile(job);
  mixSceneToFile(job);
  return null;
});
