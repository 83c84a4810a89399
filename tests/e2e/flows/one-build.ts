/** For a flow that is the worker's affair: it is played on one build of the stand-in, those that read pages on all three. */
export const oneBuild = { tag: '@one-build' };
