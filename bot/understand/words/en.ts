import type { Words } from './shape.ts'

export const en: Words = {
	measures: {
		mrr: 'mrr, monthly recurring revenue, monthly recurring',
		new: 'new mrr, new business, mrr new',
		expansion: 'expansion, expansions, expanded, upsell, upsells, upgrades, expansion mrr, upsell mrr',
		contraction:
			'contraction, contractions, contracted, downsell, downsells, downgrades, contraction mrr, downsell mrr',
		churn: 'churn, churned, churned mrr, churn mrr, mrr churn, mrr churned, lost mrr, mrr lost, cancelled mrr',
		reactivation: 'reactivation, reactivations, reactivated, reactivated mrr, reactivation mrr, win backs, winbacks',
		net_new:
			'net new, net new mrr, mrr growth, growth of mrr, growth in mrr, mrr change, change in mrr, net mrr, net mrr growth',
		arr: 'arr, annual recurring revenue, yearly recurring revenue, annual recurring',
		arpu: 'arpu, arpa, average revenue per customer, average revenue per user, average revenue per account, revenue per customer',
		ltv: 'ltv, clv, lifetime value, customer lifetime value',
		customers:
			'customer count, number of customers, number of clients, how many customers, how many clients, active customers, customer growth, growth in customers, growth of customers, growth in the number of customers, client growth',
		new_customers: 'new customers, new clients, new logos, customers won, customers gained, customers acquired',
		lost_customers:
			'lost customers, lost clients, lost logos, churned customers, customers churned, customers lost, clients lost',
		contracts:
			'contracts in force, active contracts, running contracts, live contracts, contracts active, contracts running, contracts are active, contracts are in force, contract count',
		logo_churn: 'logo churn, customer churn, logo churn rate, customer churn rate',
		revenue_churn: 'revenue churn, revenue churn rate, mrr churn rate, gross churn',
		net_retention: 'net retention, nrr, ndr, net revenue retention, net dollar retention, net mrr retention',
		gross_retention: 'gross retention, grr, gdr, gross revenue retention, gross dollar retention',
		signed:
			'signed, sign, signs, signing, signed value, contract value, deal value, deal size, deal sizes, contract size, booked, bookings, tcv',
		signed_mrr: 'signed mrr, booked mrr, mrr signed',
		signed_contracts:
			'signed contracts, contracts signed, new contracts, deals signed, deals closed, closed deals, signed deals, deals won, won deals, contracts won, contracts closed',
		invoiced:
			'invoiced, invoice*, billed, billing, billings, bill, invoices issued, issued invoices, invoicing, invoiced amount',
		collected:
			'collected, collect, collections, collection, cash in, cash collected, money in, money came in, cash came in, what came in, came in, payments received, received payments, received, payments, payment, paid, pay, cash, money received, receipts, collects, pays',
		outstanding:
			'outstanding, unpaid, open invoices, unpaid invoices, open amount, open receivables, receivables, not paid yet, not paid',
		overdue:
			'overdue, past due, overdue invoices, late payments, overdue amount, in arrears, overdue debt, overdue balance, days overdue, behind on payments, behind on payment, behind with payments, behind with payment, late payers, paying late, pays late',
		rebates: 'rebates, rebate, discounts given, bonuses',
		commission: 'commission, commissions, commission earned, earned commission, sales commission, sales commissions',
		revenue: 'recognised revenue, recognized revenue, revenue recognised, revenue recognized, earned revenue',
		recurring_revenue: 'recurring revenue, subscription revenue, recurring income',
		one_off_revenue:
			'one-off revenue, one off revenue, one time revenue, one-time revenue, non recurring revenue, one-off, one off, one-offs, non-recurring revenue',
		run_rate: 'run rate, run-rate, runrate, annual run rate, revenue run rate',
		average_contract:
			'average contract value, average contract values, average contract, average contracts, average contract size, avg contract value, avg contract size, avg contract, mean contract value, average deal size, average deal value, average deal, avg deal size, avg deal value, average value of contracts, average value of a contract, average size of contracts, average size of a contract, average value of signed contracts, average signed contract, contract value on average, deal size on average, acv',
		average_invoice:
			'average invoice, average invoices, average invoice value, average invoice amount, average invoice size, average invoice total, avg invoice, avg invoice value, avg invoice amount, avg invoice size, mean invoice, mean invoice amount, average amount of an invoice, average amount of invoices, average size of an invoice, average size of invoices, average value of an invoice, average value of invoices, average bill, average ticket',
		days_late:
			'average days late, avg days late, mean days late, days late, days late on average, average days overdue, avg days overdue, average days past due, avg days past due, average delay, average payment delay, average delay of payment, average delay in payment, avg payment delay, average number of days late, average lateness, how many days late',
		performance:
			'performance, results, kpis, kpi, numbers, figures, stats, doing, did, perform, performed, performing, do, done, scorecard',
		movements: 'mrr movements, movements, mrr movement, mrr bridge, mrr waterfall, mrr breakdown',
	},
	vague: {
		revenue: 'revenue, revenues, turnover, income, earnings, make, made, earn, earned, making, topline, top line',
		sales: 'sales, sold, sell, selling, sales figures',
		churn_rate: 'churn rate, rate of churn, churn percentage',
		retention: 'retention, retention rate, retained, retain, retains, retaining',
		invoices: 'invoices, bills',
		signings: 'how many contracts, number of contracts, deals, how many deals, number of deals',
		news: 'new',
	},
	intents: {
		'next-invoices':
			'next invoices, next invoice, upcoming invoices, upcoming invoice, coming invoices, future invoices, next bill, next bills, next billing, next billing date, next billing dates, planned invoices, invoices next, invoiced next, billed next, next charges, next charge',
		statement: 'statement, statements, account statement, statement of account, balance, account balance, balances',
		waiting:
			'waits for me, waiting for me, waiting for my approval, my approvals, approvals, pending approvals, to approve, need my approval, needs my approval, need to approve, my inbox, inbox, waiting on me, needs me, approve, approval queue, my queue, my tasks',
		digest:
			'digest, my digest, my day, morning digest, to do, to-do, need to do, have to do, should i do, must i do, should i chase, on my plate, my to-do list',
		cohorts:
			'cohort, cohorts, cohort analysis, cohort table, cohort report, cohort view, by start month, by month of start, by signup month, by sign-up month',
		forecast:
			'forecast, forecasts, forecasted, forecasting, projection, projections, projected, outlook, predict, predicted, prediction, predictions, expect, expected, will mrr be, will our mrr be, will the mrr be, mrr will be, will mrr grow, will our mrr grow',
		help: 'help, what can you do, what can i ask, what can i ask you, what do you know, how does this work, commands',
	},
	kinds: {
		group: 'team, teams, sales team, sales teams, group, groups, department, departments, squad',
		person:
			'salesperson, salespeople, salespersons, sales person, sales people, person, people, rep, reps, sales rep, sales reps, account manager, account managers, seller, sellers, owner, owners, manager, managers, agent, agents, colleague, colleagues, employee, employees',
		customer: 'customer, customers, client, clients, account, accounts, buyer, buyers, company, companies',
		product: 'product, products, item, items, service, services, option, options',
		plan: 'plan, plans, billing plan, billing plans',
		reason: 'reason, reasons, cause, causes, why',
		country: 'country, countries',
		industry: 'industry, industries, sector, sectors',
		contract: 'contract, contracts, agreement, agreements, subscriptions, subscription',
	},
	units: {
		day: 'day',
		week: 'week, wk, calendar week, iso week, week no, week number',
		month: 'month',
		quarter: 'quarter, qtr',
		half: 'half, half year, half-year',
		year: 'year, yr',
	},
	counted: {
		day: 'days',
		week: 'weeks, wks',
		month: 'months',
		quarter: 'quarters, qtrs',
		half: 'half years',
		year: 'years, yrs',
	},
	relatives: {
		beforeLast: '',
		last: 'last, previous, prior, past, preceding, prev',
		this: 'this, current, ongoing, running',
		next: 'next, coming, following, upcoming',
		follow: false,
	},
	months: [
		'january, jan',
		'february, feb',
		'march, mar',
		'april, apr',
		'may',
		'june, jun',
		'july, jul',
		'august, aug',
		'september, sep, sept',
		'october, oct',
		'november, nov',
		'december, dec',
	],
	quarters: [
		'q1, first quarter, 1st quarter',
		'q2, second quarter, 2nd quarter',
		'q3, third quarter, 3rd quarter',
		'q4, fourth quarter, 4th quarter',
	],
	halves: ['h1, first half, 1st half, first half year', 'h2, second half, 2nd half, second half year'],
	moments: {
		today: 'today, now, right now, as of today, at the moment, as of now, currently',
		yesterday: 'yesterday',
		this_month: '',
		last_month: '',
		this_year: '',
		last_year: '',
		year_to_date:
			'ytd, year to date, year-to-date, so far this year, this year so far, this year to date, since the start of the year, since the beginning of the year',
		quarter_to_date:
			'qtd, quarter to date, quarter-to-date, so far this quarter, this quarter so far, this quarter to date',
		month_to_date: 'mtd, month to date, month-to-date, so far this month, this month so far, this month to date',
	},
	bounds: {
		since: 'since, from, starting, starting from, as from',
		to: 'to, through, thru, till',
		until: 'until, by the end of, by end of, up to, up until',
		before: 'before',
		as_of: 'as of, as at',
		between: 'between',
		start: 'start, beginning, begin',
		end: 'end, close',
	},
	versus: {
		given:
			'vs, versus, against, compared to, compared with, compare to, compare with, in comparison to, in comparison with, v, than, over against, relative to, compare, compared',
		before:
			'vs the one before, period over period, month over month, quarter over quarter, mom, qoq, the month before, the quarter before, the year before, the week before, the one before, the previous one, vs the period before, vs previous period, compared to the previous period',
		year_before:
			'yoy, year on year, year over year, year-on-year, year-over-year, vs a year ago, vs year ago, same time last year, same period last year, same period of last year, same quarter last year, same quarter of last year, same month last year, same month of last year, same week last year, a year ago, a year earlier, year before, compared to a year ago',
	},
	by: 'by, per, each, every, split by, broken down by, breakdown by, grouped by, across, for each, for every, by each',
	every: {
		day: 'daily, day by day',
		week: 'weekly, week by week, by the week',
		month: 'monthly, month by month, by the month',
		quarter: 'quarterly, quarter by quarter',
		year: 'yearly, annually, year by year',
	},
	order: {
		most: 'most, fastest, highest, largest, biggest, the most, max, maximum, greatest',
		least: 'least, lowest, smallest, fewest, min, minimum',
		best: 'best, strongest, leading, leaders, winners',
		worst: 'worst, weakest, poorest, bottom',
		top: 'top, ranking, ranked, rank, leaderboard',
	},
	over: 'over, above, more than, greater than, exceeding, larger than, bigger than, higher than, >',
	under: 'under, below, less than, fewer than, lower than, smaller than, <',
	scales: { 3: 'k, thousand, thousands, grand', 6: 'm, mn, mio, million, millions, mln', 9: 'bn, billion, billions' },
	currencies: {
		USD: '$, usd, dollar, dollars, us dollars, bucks',
		EUR: '€, eur, euro, euros',
		GBP: '£, gbp, pound, pounds',
		CNY: 'cny, rmb, yuan',
		RUB: '₽, rub, rouble, roubles, ruble, rubles',
		VND: '₫, vnd, dong',
		JPY: 'jpy, yen',
		CHF: 'chf, francs',
	},
	numerals: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
	ordinals: ['first', 'second', 'third', 'fourth'],
	grew: 'growth, growth rate, grow, grows, grew, grown, growing, increase, increased, increases, increasing, gained, rise, rose, risen, rising',
	fell: 'decline, declined, declining, decrease, decreased, drop, dropped, dropping, fell, fallen, falling, shrink, shrank, shrunk, shrinking',
	mean: 'average, averages, averaged, avg, mean, on average',
	lost: 'lost, lose, losing, left us, leaving, leave, leaves, left, quit, cancelled, canceled',
	cancelled:
		'cancellations, cancellation, terminated, terminations, gave notice, given notice, notice given, gave us notice, given us notice, got notice, were given notice',
	ended: 'ended, have ended, expired, have expired, ran out, came to an end',
	owes: 'debtor, debtors, owe, owes, owed, owing, debt, debts',
	who: 'who',
	when: 'when, what day, which day',
	count: 'how many, number of, count, count of',
	and: 'and, &, plus',
	or: 'or',
	noise: `will, where, how fast, quickly, shall, should, too, also, once, pull, pull up, check, look up, fetch, bring up, hows, how is, lets see, let me know, know, have to, got to, right, so far, ever, more or less, than we did, from us, to us, how much is, how much are, altogether, together, each other, again, roughly, exactly, breakdown, details, detail, data, how, how much, what, whats, what is, what are, which, show, show me, give, give me, tell, tell me, list, get, me, us, we, our, ours, i, you,
		the, a, an, of, in, on, at, for, is, are, was, were, be, been, has, have, had, does, it, its, that, those, these, there, their, with, please, pls, plz,
		can, could, would, like, want, to see, need, see, total, totals, overall, all, any, amount, amounts, sum, value, much, many, came, come,
		hi, hello, hey, thanks, thank you, report, overview, chart, graph, then, so, just, only, given, as, well, anything, us all, during, within,
		went, go, going, get paid, into, out, now please, compared performance, due, still, currently active, money, did we, do we, did they, do they, and what about, what about, about, whole, full`,
}
