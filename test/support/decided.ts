import type { Verb } from '#core/act.ts'
import { asDecided } from '#core/approval/decided.ts'
import { subjectKinds } from '#core/approval/subject-kinds.ts'

/** A verb as it runs where nobody has to agree, or somebody has. */
export const decided =
	<Input, Value>(verb: Verb<Input, Value>): Verb<Input, Value> =>
	(scope, input) =>
		verb(subjectKinds.reduce(asDecided, scope), input)
