import type { Task } from '#core/follow-up/list-tasks.ts'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayTask as say } from '#portal/words/staff-tasks.ts'
import { Day } from '../../display.tsx'

type TaskRowsProps = {
	tasks: readonly Task[]
	people: readonly { id: string; name: string }[]
	mayWrite: boolean
	/** Where a task is ticked off or moved; the page itself when not given. */
	action?: string
	/** On the page of its contract: the customer need not be named. */
	withinContract?: boolean
}

/** Tasks, each to be ticked off with one press, or moved to another day or colleague. */
export function TaskRows({ tasks, people, mayWrite, action, withinContract = false }: TaskRowsProps) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{tasks.map((task) => (
				<li key={task.id} id={`task-${task.id}`} className="px-5 py-4">
					<div className="flex items-start justify-between gap-4">
						<div className="min-w-0">
							<p className="wrap-anywhere font-semibold">{task.nextStep || say('task.step')}</p>
							<p className="text-muted">
								<Due of={task} /> · {task.assigneeName || say('task.nobody')}
							</p>
							{withinContract ? null : (
								<p className="text-muted">
									<TextLink href={pageOf(task)}>
										{[task.customerName, task.contractNumber].filter(Boolean).join(' · ')}
									</TextLink>
								</p>
							)}
						</div>
						{mayWrite ? (
							<form method="post" {...(action ? { action } : {})}>
								<input type="hidden" name="id" value={task.id} />
								<Button kind="secondary" size="small" name="intent" value="settle">
									{say('task.done')}
									<span className="sr-only">: {task.nextStep}</span>
								</Button>
							</form>
						) : null}
					</div>
					{mayWrite ? <MoveForm {...{ task, people }} {...(action ? { action } : {})} /> : null}
				</li>
			))}
		</ul>
	)
}

const pageOf = ({ contractId, customerId }: Task) =>
	contractId ? `/staff/contracts/${contractId}/follow-ups` : `/staff/customers/${customerId}`

function Due({ of: { nextOn, lateDays } }: { of: Task }) {
	if (lateDays === 0) return <Day on={nextOn} />
	return (
		<span className="font-medium text-bad">
			<Day on={nextOn} />, {say('task.overdueSince', { count: lateDays })}
		</span>
	)
}

function MoveForm({ task, people, action }: Pick<TaskRowsProps, 'people' | 'action'> & { task: Task }) {
	return (
		<Details summary={say('task.move')}>
			<form
				method="post"
				{...(action ? { action } : {})}
				className="flex flex-wrap items-end gap-3 py-1 text-ink [&>*]:mt-0"
			>
				<input type="hidden" name="id" value={task.id} />
				<Input label={say('task.day')} name="nextOn" type="date" defaultValue={task.nextOn} required />
				<Select label={say('task.who')} name="assigneeId" defaultValue={task.assigneeId ?? ''}>
					{task.assigneeId ? null : <option value="">{say('task.nobody')}</option>}
					{people.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Select>
				<Button kind="secondary" name="intent" value="move">
					{say('task.save')}
				</Button>
			</form>
		</Details>
	)
}
