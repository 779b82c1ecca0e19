import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { listBankFiles } from '#core/bank-file/list-files.ts'
import { mostMegabytes } from '#core/bank-file/read.ts'
import { uploadBankFile } from '#core/bank-file/upload.ts'
import { openFile } from '#core/import/file/source.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { BankFileList, UploadBankFile } from '../../present/staff/bank/files.tsx'
import { askedOf, pagingOf, readCursor } from '../../present/staff/paging.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { receiveFile } from '../../receive-file.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayBank as say } from '../../words/staff-bank-files.ts'
import { sayList } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'payment.record')) throw notFound()
	const asked = askedOf(request)
	const show = asked.show === 'open' ? ('open' as const) : undefined
	const [after, before] = [readCursor(asked.after)?.id, readCursor(asked.before)?.id]
	const found = expectOk(await look(context.books, staff.actor, listBankFiles, { show, after, before, limit: 25 }))
	return {
		...{ frame: await staffFrameOf(context, staff), title: say('bank.title'), show: show ?? null },
		files: found.rows.map(({ uploadedAt, ...file }) => ({ ...file, uploadedAt: uploadedAt.toString() })),
		paging: pagingOf(request, found, (row) => row.id),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'payment.record')) throw notFound()
	const received = await receiveFile(request, 'file', mostMegabytes * 1024 * 1024)
	const wrong = (problem: string) => data({ problem }, { status: 422 })
	const speaker = speakerFor(request)
	try {
		if (received.tooLarge)
			return wrong(presentRefusal(speaker, { code: 'bank_file.too_large', facts: { most: mostMegabytes } }))
		if (!received.file) return wrong(say('bank.fileMissing'))
		const file = { ...(await openFile(received.file.path)), name: received.file.name }
		try {
			const taken = await act(context.books, staff.actor, uploadBankFile, { file })
			if (!taken.ok) return wrong(presentRefusal(speaker, taken.refusal))
			const { fileId, again, added, known } = taken.value
			return redirect(`/staff/bank-files/${fileId}?${again ? 'again=1' : `added=${added}&known=${known}`}`)
		} finally {
			await file.close()
		}
	} finally {
		await received.done()
	}
}

/** Where files of banks come in, and what is still open in those before. */
export default function BankFiles() {
	const { frame, title, files, show, paging } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('bank.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/receipts', label: sayList('list.rooms.receipts') }]} />}
		>
			<UploadBankFile problem={answer?.problem} />
			<BankFileList files={files} show={show} timeZone={frame.timeZone} />
			<Pagination {...paging} />
		</StaffPage>
	)
}
