import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findHead } from '#core/contract/find-head.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findCompleteness } from '#core/document/file-contract.ts'
import { findDocuments } from '#core/document/find.ts'
import { listDocumentKinds } from '#core/document/kinds.ts'
import { may } from '#core/permit.ts'
import { useIsPosting } from '../../page-form.tsx'
import { presentContract } from '../../present/contract/contract.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { SignedPapers } from '../../present/staff/contract/signed-papers.tsx'
import { ContractPapers } from '../../present/staff/contract/terms.tsx'
import { AddDocument } from '../../present/staff/document/add-form.tsx'
import { Filing } from '../../present/staff/document/filing.tsx'
import { DocumentList } from '../../present/staff/document/list.tsx'
import { postDocument } from '../../present/staff/document/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDocument as say } from '../../words/staff-documents.ts'

export const meta = titled<typeof loader>()

const doneWords = {
	kept: 'document.kept',
	changed: 'document.changed',
	withdrawn: 'document.withdrawn',
	filed: 'document.filedNow',
} as const
const doneQuery = z.enum(['kept', 'changed', 'withdrawn', 'filed']).optional().catch(undefined)

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { books } = args.context
	const { actor } = staff
	const [page, documents, rules, completeness] = await Promise.all([
		look(books, actor, findContractPage, { id: contractId, coming: 0 }),
		look(books, actor, findDocuments, { contractId }),
		look(books, actor, listDocumentKinds, undefined),
		look(books, actor, findCompleteness, { contractId }),
	])
	if (!page.ok || !documents.ok || !rules.ok || !completeness.ok) throw notFound()
	return {
		...screen,
		title: `${say('document.title')} · ${screen.head.number}`,
		page: presentContract(page.value, { today: screen.frame.today }),
		documents: documents.value,
		kinds: rules.value.kinds,
		completeness: completeness.value,
		mayWrite: may(actor, 'document.write'),
		done: doneQuery.parse(new URL(args.request.url).searchParams.get('done') ?? undefined),
		formKey: crypto.randomUUID(),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const found = await look(context.books, actor, findHead, { id: contractId })
	if (!found.ok || !may(actor, 'document.write')) throw notFound()
	const posted = await postDocument(request, context, { actor, contractId, customerId: found.value.customerId })
	if ('done' in posted) return redirect(`${tabAddress(contractId, 'documents')}?done=${posted.done}`)
	return data(posted, { status: 422 })
}

/** The papers of a contract: kept documents, what was signed and invoiced; what is missing, and its filing. */
export default function StaffContractDocuments() {
	const { frame, head, page, documents, kinds, completeness, mayWrite, done, formKey } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const typed: Record<string, string> = refused?.fields ?? {}
	const busy = useIsPosting()
	return (
		<ContractScreen frame={frame} head={head} tab="documents">
			<FormProblems errors={refused?.problems} />
			{done && !refused ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(doneWords[done])}
					</Notice>
				</div>
			) : null}
			<Section title={say('document.title')} id="documents">
				{documents.length === 0 ? (
					<Empty title={say('document.none')}>{mayWrite ? say('document.noneNote') : null}</Empty>
				) : (
					<DocumentList {...{ documents, mayWrite, formKey }} />
				)}
			</Section>
			<SignedPapers signed={page.signed} />
			<Filing
				of={completeness}
				mayFile={mayWrite && head.state === 'closed'}
				maySay={frame.may['company.write'] ?? false}
				typed={typed}
			/>
			{mayWrite ? <AddDocument {...{ kinds, formKey, typed, busy }} mayShare /> : null}
			{frame.may['invoice.read'] ? <ContractPapers page={page} /> : null}
		</ContractScreen>
	)
}
