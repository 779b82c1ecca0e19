import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { findContractPage } from '#core/contract/page.ts'
import { presentContract } from '../../present/contract/contract.ts'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { SignedPapers } from '../../present/staff/contract/signed-papers.tsx'
import { ContractPapers } from '../../present/staff/contract/terms.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const page = await look(args.context.books, staff.actor, findContractPage, { id: contractId, coming: 0 })
	if (!page.ok) throw notFound()
	return {
		...screen,
		title: `${say('screen.tabs.documents')} · ${screen.head.number}`,
		page: presentContract(page.value, { today: screen.frame.today }),
	}
}

/** The papers of a contract: what was signed, and what was invoiced. */
export default function StaffContractDocuments() {
	const { frame, head, page } = useLoaderData<typeof loader>()
	return (
		<ContractScreen frame={frame} head={head} tab="documents">
			<SignedPapers signed={page.signed} />
			{frame.may['invoice.read'] ? <ContractPapers page={page} /> : null}
		</ContractScreen>
	)
}
