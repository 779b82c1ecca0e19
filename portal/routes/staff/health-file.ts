import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { findTeamHealth } from '#core/health/find.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asNumber, asText, tableFile } from '../../table-file.ts'

/** A row for each team: how many of its contracts in force are how. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const found = await look(context.books, staff.actor, findTeamHealth, undefined)
	if (!found.ok) throw notFound()
	const cells = found.value.map(({ name, bad, atRisk, good }) => [
		asText(name),
		...[bad, atRisk, good, bad + atRisk + good].map(asNumber),
	])
	return tableFile(request, 'health by team', ['team', 'bad', 'at_risk', 'good', 'in_force'], cells)
}
