import { findNamed, type Named } from '#core/customer/find-named.ts'
import type { Visit } from '../command.ts'
import type { Choice, Reply } from '../reply.ts'

/** Names one subject in a choice, where a person would write its name or number: `contract:0199…`. */
export const reference = ({ kind, id }: Pick<Named, 'kind' | 'id'>) => `${kind}:${id}`

export type Meant = { named: Named; reply?: never } | { named?: never; reply: Reply }
type Wanted = {
	/** A name, a number, or what `reference` makes. */
	what: string
	kinds: readonly Named['kind'][]
	/** The command to be run when one of several is chosen, and the rest of its input. */
	command: string
	input?: Record<string, unknown>
}

/** Nearer than this to the best one, a name may be meant as well. */
const near = 0.15
const most = 8

/** What a person means by a name or number: the one subject, or the reply that asks which, or that says there is none. */
export async function findMeant(visit: Visit, { what, kinds, command, input = {} }: Wanted): Promise<Meant> {
	const found = await visit.look(findNamed, { text: what, kinds, limit: most })
	const [best] = found
	const { words } = visit
	if (!best) return { reply: { title: words.unclear.none(short(what)), tone: 'bad', text: words.unclear.noneText } }
	const alike = found.filter((one) => one.likeness > best.likeness - near)
	const exact = alike.filter((one) => one.likeness === 1)
	const meant = exact.length === 1 ? exact : alike
	// A name that only sounds alike is never taken for what was said.
	if (meant.length === 1 && best.likeness >= 0.75) return { named: best }
	const choices = meant.map(
		(named): Choice => ({ label: nameOf(visit, named), command, input: { ...input, what: reference(named) } }),
	)
	return { reply: { title: words.unclear.which(short(what)), choices } }
}

/** How a subject is called in a button. */
function nameOf({ words }: Visit, { kind, number, name, title }: Named): string {
	if (kind === 'customer') return `${name} (${number})`
	return [`${words.kinds[kind]} ${number}`, title, name].filter(Boolean).join(' · ')
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
