import { Icon } from '#portal/ui/icon.tsx'
import { ComingLines } from '../contract/coming.tsx'
import { ComingSums } from '../contract/coming-sums.tsx'
import { Day, Money } from '../display.tsx'
import type { ShownMoney } from './shown.ts'

/** What is still invoiced, each with its lines and why. Opens without script. */
export function Invoices({ of, currency }: { of: ShownMoney['after']; currency: string }) {
	return (
		<ul className="divide-y divide-line">
			{of.map((invoice) => (
				<li key={invoice.on}>
					<details className="group/invoice">
						<summary className="flex flex-wrap items-center gap-x-3 py-2">
							<Icon
								of="chevronRight"
								className="size-4.5 shrink-0 text-muted transition-transform group-open/invoice:rotate-90"
							/>
							<span className="grow">
								<Day on={invoice.on} />
							</span>
							<span className="font-semibold">
								<Money of={{ minor: invoice.totalMinor, currency }} />
							</span>
						</summary>
						<div className="pb-4 pl-7.5">
							{invoice.lines ? <ComingLines lines={invoice.lines} currency={currency} /> : null}
							<ComingSums invoice={invoice} currency={currency} />
						</div>
					</details>
				</li>
			))}
		</ul>
	)
}
