import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { discardFile, listBatches, uploadFile } from '#core/import/batch.ts'
import { subjects } from '#core/import/field.ts'
import { openFile } from '#core/import/file/source.ts'
import { plainSubjects } from '#core/import/plain/subjects.ts'
import { proposeMap } from '#core/import/review.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { Latest } from '../../present/staff/import/latest.tsx'
import { Upload } from '../../present/staff/import/upload.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { receiveFile } from '../../receive-file.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { speakerFor } from '../../words/speakers.ts'
import { sayImport } from '../../words/staff-import.ts'

export const meta = titled<typeof loader>()

const subjectField = z.enum(subjects).catch('customers')

/** What somebody may bring in: what they could also write by hand. */
const subjectsFor = (actor: Parameters<typeof may>[0]) =>
	subjects.filter((subject) => {
		if (subject === 'customers' || subject === 'contracts') return true
		return may(actor, plainSubjects[subject].action)
	})

/** Larger files are imported in the terminal, where nothing has to be sent. */
const mostMegabytes = 100

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const latest = await look(context.books, staff.actor, listBatches, { limit: 30 })
	if (!latest.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: sayImport('import.title'),
		subjects: subjectsFor(staff.actor),
		latest: latest.value.map(({ id, subject, fileName, state, uploadedAt, created, updated, conflicts, rejected }) => ({
			id,
			subject,
			fileName,
			state,
			uploadedAt: uploadedAt.toString(),
			created,
			updated,
			conflicts,
			rejected,
		})),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'import.run')) throw notFound()
	const received = await receiveFile(request, 'file', mostMegabytes * 1024 * 1024)
	try {
		const subject = subjectField.parse(received.form.get('subject'))
		if (!subjectsFor(staff.actor).includes(subject)) throw notFound()
		const wrong = (problem: string) => data({ problem, subject }, { status: 422 })
		if (received.tooLarge) return wrong(sayImport('import.fileTooLarge', { most: mostMegabytes }))
		if (!received.file) return wrong(sayImport('import.fileMissing'))
		const file = { ...(await openFile(received.file.path)), name: received.file.name }
		try {
			const uploaded = await act(context.books, staff.actor, uploadFile, { subject, file })
			if (!uploaded.ok) return wrong(presentRefusal(speakerFor(request), uploaded.refusal))
			const { id } = uploaded.value
			const proposed = await act(context.books, staff.actor, proposeMap, { id })
			if (proposed.ok) return redirect(`/staff/imports/${id}`)
			await act(context.books, staff.actor, discardFile, { id })
			return wrong(presentRefusal(speakerFor(request), proposed.refusal))
		} finally {
			await file.close()
		}
	} finally {
		await received.done()
	}
}

/** Where files come in, and what came of those before. */
export default function Imports() {
	const { frame, title, subjects, latest } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title} lead={sayImport('import.lead')}>
			<Upload subjects={subjects} answer={answer} />
			<Latest latest={latest} timeZone={frame.timeZone} />
		</StaffPage>
	)
}
