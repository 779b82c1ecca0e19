import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FoundAttachment } from '#core/message/attachment.ts'
import { attachmentTypes } from '#core/message/limits.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { FileField } from '#portal/ui/file-field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { sendFile } from '../phone/send-file.ts'
import { shrink } from '../phone/shrink.ts'
import { whenOnline } from '../phone/when-online.ts'
import { dequeue, type Queued, queueFile, readQueue } from './queue.ts'

type Props = {
	surveyId: string
	userId: string
	files: FoundAttachment[]
	mayFill: boolean
	onPending: (count: number) => void
}

/** Photos and papers: those that are there, and those on their way from this device. */
export function Photos({ surveyId, userId, files, mayFill, onPending }: Props) {
	const say = useSurveyWords()
	const { items, choose, forget } = useUploads(surveyId, userId, mayFill)
	const pending = items.filter(({ state }) => state !== 'uploaded').length
	useEffect(() => onPending(pending), [onPending, pending])
	// What is in the list of the server is not told twice.
	const own = items.filter(
		({ state, name }) => state !== 'uploaded' || !files.some(({ fileName }) => fileName === name),
	)
	return (
		<Section title={say('survey.files.title')} intro={mayFill ? say('survey.files.lead') : undefined} id="files">
			<Card>
				{files.length + own.length === 0 ? <p className="text-muted">{say('survey.files.none')}</p> : null}
				<ul className="divide-y divide-line">
					{files.map((file) => (
						<Kept key={file.id} {...{ file, surveyId, mayFill }} />
					))}
					{own.map(({ key, name, state, percent, why }) => (
						<li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
							<span className="min-w-0 break-words">{name}</span>
							<span
								role="status"
								className={`text-sm ${state === 'refused' ? 'text-bad' : state === 'uploaded' ? 'text-good' : 'text-warn'}`}
							>
								{state === 'sending'
									? say('survey.files.sending', { percent })
									: state === 'refused'
										? say('survey.files.refused', { why })
										: say(`survey.files.${state}`)}
							</span>
							{state === 'refused' ? (
								<Button kind="secondary" size="small" type="button" onClick={() => forget(key)}>
									{say('survey.files.forget')}
								</Button>
							) : null}
						</li>
					))}
				</ul>
				{mayFill ? (
					<form method="post" encType="multipart/form-data" className="mt-5">
						<input type="hidden" name="intent" value="upload" />
						<FileField
							name="files"
							multiple
							accept={Object.entries(attachmentTypes)
								.flatMap(([type, endings]) => [type, ...endings.map((ending) => `.${ending}`)])
								.join(',')}
							label={say('survey.files.choose')}
							hint={say('survey.files.chooseHint')}
							onChange={({ currentTarget }) => {
								choose([...(currentTarget.files ?? [])]).catch(() => {})
								currentTarget.value = ''
							}}
						/>
						<noscript>
							<div className="mt-4">
								<Button kind="secondary">{say('survey.files.send')}</Button>
							</div>
						</noscript>
					</form>
				) : null}
			</Card>
		</Section>
	)
}

function Kept({ file, surveyId, mayFill }: { file: FoundAttachment; surveyId: string; mayFill: boolean }) {
	const say = useSurveyWords()
	const { id, fileName, mediaType } = file
	const href = `/staff/surveys/${surveyId}/files/${id}`
	return (
		<li className="flex items-center gap-4 py-3">
			{mediaType.startsWith('image/') ? (
				<img
					src={href}
					alt=""
					loading="lazy"
					width="56"
					height="56"
					className="size-14 shrink-0 rounded-field border border-line object-cover"
				/>
			) : null}
			<span className="min-w-0 grow break-words">
				<TextLink href={href} download>
					{fileName}
				</TextLink>
				<span className="block text-good text-sm">{say('survey.files.uploaded')}</span>
			</span>
			{mayFill ? (
				<form method="post">
					<input type="hidden" name="intent" value="remove" />
					<input type="hidden" name="fileId" value={id} />
					<Button kind="secondary" size="small">
						{say('survey.files.remove')} <span className="sr-only">{fileName}</span>
					</Button>
				</form>
			) : null}
		</li>
	)
}

type Item = {
	key: string
	name: string
	state: 'waiting' | 'sending' | 'uploaded' | 'refused'
	percent: number
	why: string
}

/** Sends one file after another while there is a connection; what was chosen before a page was closed goes on. */
function useUploads(surveyId: string, owner: string, mayFill: boolean) {
	const say = useSurveyWords()
	const [items, setItems] = useState<Item[]>([])
	const queue = useRef(new Map<string, Queued>())
	const busy = useRef(false)
	const { revalidate } = useRevalidator()
	const show = useCallback((key: string, more: Partial<Item>) => {
		setItems((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
	}, [])

	const run = useCallback(async () => {
		if (busy.current) return
		busy.current = true
		let sent = 0
		try {
			for (const [key, file] of queue.current) {
				show(key, { state: 'sending' })
				const address = `/staff/surveys/${surveyId}/uploads/${key}`
				const said = await sendFile({ ...file, address }, (percent) => show(key, { percent }))
				if (said === 'signedOut') {
					show(key, { state: 'waiting' })
					return
				}
				queue.current.delete(key)
				if (said) show(key, { state: 'refused', why: said === 'gone' ? say('survey.files.gone') : said.refused })
				else {
					await dequeue(key)
					show(key, { state: 'uploaded' })
					sent++
				}
			}
		} catch {
			setItems((all) => all.map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one)))
		} finally {
			busy.current = false
			if (sent > 0 && navigator.onLine) revalidate()
		}
	}, [show, revalidate, say, surveyId])

	const add = useCallback((files: readonly Queued[]) => {
		for (const file of files) queue.current.set(file.key, file)
		setItems((all) => [
			...all,
			...files
				.filter(({ key }) => !all.some((one) => one.key === key))
				.map(({ key, name }) => ({ key, name, state: 'waiting' as const, percent: 0, why: '' })),
		])
	}, [])

	useEffect(() => {
		if (!mayFill) return
		const goOn = () => {
			if (queue.current.size > 0) run().catch(() => {})
		}
		readQueue(owner, surveyId)
			.then((files) => {
				add(files)
				goOn()
			})
			.catch(() => {})
		return whenOnline(goOn)
	}, [owner, surveyId, mayFill, add, run])

	return {
		items,
		choose: async (chosen: readonly File[]) => {
			for (const one of chosen) {
				const { name, content } = await shrink(one)
				const file = { key: crypto.randomUUID(), owner, surveyId, name: name || say('survey.files.title'), content }
				await queueFile(file)
				add([file])
			}
			await run()
		},
		forget: (key: string) => {
			queue.current.delete(key)
			dequeue(key).catch(() => {})
			setItems((all) => all.filter((one) => one.key !== key))
		},
	}
}
