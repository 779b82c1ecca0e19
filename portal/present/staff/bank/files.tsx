import { Form, useNavigation } from '@remix-run/react'
import type { BankFileFormat } from '#core/bank-file/statement.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Empty, Section } from '../../../ui/card.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { Row, RowList } from '../../../ui/row-list.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { Day, Moment } from '../../display.tsx'

/** A bank's file as the page has it: the moment is an ISO instant. */
export type ShownBankFile = {
	id: string
	fileName: string
	format: BankFileFormat
	uploadedAt: string
	asks: boolean
	accounts: string[]
	from: string | null
	to: string | null
	entries: number
	open: number
}

/** Takes a file in. */
export function UploadBankFile({ problem }: { problem: string | undefined }) {
	const { formMethod } = useNavigation()
	return (
		<Section title={say('bank.upload')}>
			<Card>
				<Form method="post" encType="multipart/form-data">
					<FileField
						id="file"
						name="file"
						label={say('bank.file')}
						hint={say('bank.fileHint')}
						accept=".csv,.tsv,.txt,.xlsx,.xml,.sta,.mt940,.940,.mta,.swi,text/csv,text/xml,application/xml"
						errors={problem ? [problem] : undefined}
						required
					/>
					<div className="mt-5">
						<Button busy={formMethod === 'POST'}>{say('bank.take')}</Button>
					</div>
				</Form>
			</Card>
		</Section>
	)
}

export function FilePill({ file }: { file: Pick<ShownBankFile, 'asks' | 'open'> }) {
	if (file.asks) return <Pill tone="warn">{say('bank.asks')}</Pill>
	if (file.open > 0) return <Pill tone="accent">{say('bank.open', { count: file.open })}</Pill>
	return <Pill tone="good">{say('bank.settled')}</Pill>
}

/** Accounts, days and how many entries. */
export function FileNote({ file }: { file: ShownBankFile }) {
	return (
		<>
			{file.accounts.length > 0 ? `${file.accounts.join(', ')} · ` : null}
			{file.from && file.to ? (
				<>
					<Day on={file.from} />
					{file.to === file.from ? null : (
						<>
							{' – '}
							<Day on={file.to} />
						</>
					)}
					{' · '}
				</>
			) : null}
			{file.entries > 0 ? say('bank.entries', { count: file.entries }) : file.asks ? null : say('bank.noEntries')}
		</>
	)
}

type BankFileListProps = { files: readonly ShownBankFile[]; show: 'open' | null; timeZone: string }

/** Files taken in before, newest first. */
export function BankFileList({ files, show, timeZone }: BankFileListProps) {
	return (
		<Section title={say('bank.before')}>
			<p className="mb-3">
				{show ? (
					<TextLink href="/staff/bank-files">{say('bank.every')}</TextLink>
				) : (
					<TextLink href="/staff/bank-files?show=open">{say('bank.onlyOpen')}</TextLink>
				)}
			</p>
			{files.length === 0 ? (
				<Empty title={say('bank.none')}>{say('bank.noneHint')}</Empty>
			) : (
				<RowList>
					{files.map((file) => (
						<Row
							key={file.id}
							href={`/staff/bank-files/${file.id}`}
							title={file.fileName}
							note={
								<>
									<FileNote file={file} />
									{file.asks ? null : ' · '}
									<Moment at={file.uploadedAt} timeZone={timeZone} />
								</>
							}
							state={<FilePill file={file} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
