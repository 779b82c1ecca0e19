import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { type ContractHead, findHead } from '#core/contract/find-head.ts'
import { notFound } from '#portal/problem.ts'
import { requireStaff } from '#portal/sign-in/actor.ts'
import { type StaffFrame, staffFrameOf } from '../staff-frame.ts'

/** What every tab of a contract's screen shows around its own. */
export type ContractScreenFacts = { frame: StaffFrame; head: ContractHead }

/** Pages about what the company pays say so in their address's name. */
const address = z.union([
	z.object({ contractId: z.uuid() }),
	z.object({ supplierContractId: z.uuid() }).transform(({ supplierContractId: contractId }) => ({ contractId })),
])

/** The id in the address of any page about a contract; 404 for none. */
export function contractIn(params: LoaderFunctionArgs['params']): string {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	return contractId
}

/** Who asks for a contract, and what its screen says at its top; 404 for a contract that is not theirs to see. */
export async function openContract({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const contractId = contractIn(params)
	const found = await look(context.books, staff.actor, findHead, { id: contractId })
	if (!found.ok) throw notFound()
	const screen: ContractScreenFacts = { frame: await staffFrameOf(context, staff), head: found.value }
	return { staff, contractId, screen }
}

/** With more lines than these, invoices to come are reckoned only when somebody asks for them. */
export const mostLinesReckoned = 250
