/** The rig cannot be set up here: said plainly, nothing of the project was tried. */
export class RigProblem extends Error {
  override name = 'RigProblem';
}
