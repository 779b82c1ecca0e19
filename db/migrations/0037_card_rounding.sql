-- Promise: an invoice counts as settled by what came for it, by credit, and by less than the least that a card can carry;
-- that difference is an allocation of its own, smaller than one unit of the coarsest currency, and posted as such.
set lock_timeout = '5s';

alter table allocation
	add column rounding boolean not null default false,
	drop constraint allocation_of_one,
	add constraint allocation_of_one check (num_nonnulls(payment_id, credit_note_id) + rounding::integer = 1),
	add constraint allocation_rounding check (not rounding or abs(amount_minor) < 100);

alter table journal_entry drop constraint journal_entry_kind;
alter table journal_entry add constraint journal_entry_kind check (kind in
	('invoice', 'credit_note', 'payment', 'allocation', 'rounding', 'refund', 'refund_failed', 'dispute', 'dispute_won', 'write_off', 'revenue'));
