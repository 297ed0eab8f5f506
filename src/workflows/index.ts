export { deliverNotice } from './notices';
export { planRelease } from './plan-release';
export { promoteModel } from './promote-model';
