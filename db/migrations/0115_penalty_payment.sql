-- Promise: money that is put to penalty interest is counted with all that is put of it, never more than came, and is taken back by a row of the opposite amount.
set lock_timeout = '5s';

create table penalty_payment (
	id uuid primary key default uuidv7(),
	payment_id uuid not null,
	contract_id uuid not null,
	customer_id uuid not null,
	currency char(3) not null,
	amount_minor bigint not null,
	-- The day from which it counts.
	paid_on date not null,
	reverses_id uuid unique references penalty_payment (id),
	created_at timestamptz not null,
	constraint penalty_payment_payment foreign key (payment_id, customer_id, currency) references payment (id, customer_id, currency),
	constraint penalty_payment_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint penalty_payment_sign check (case when reverses_id is null then amount_minor > 0 else amount_minor < 0 end)
);
create index penalty_payment_by_payment on penalty_payment (payment_id);
create index penalty_payment_by_contract on penalty_payment (contract_id, paid_on);
create trigger penalty_payment_frozen before update or delete on penalty_payment
	for each row execute function refuse_change();

create function count_penalty_payment() returns trigger language plpgsql as $$
begin
	if exists (
		select from penalty_payment as first where first.id = new.reverses_id and (first.amount_minor <> -new.amount_minor
			or first.payment_id <> new.payment_id or first.contract_id <> new.contract_id or first.reverses_id is not null)
	) then
		raise exception 'a reversal takes back exactly one payment of penalty interest' using errcode = 'restrict_violation';
	end if;
	if exists (select from payment where id = new.payment_id and new.paid_on < received_on) then
		raise exception 'money settles nothing before it came' using errcode = 'restrict_violation';
	end if;
	update payment set allocated_minor = allocated_minor + new.amount_minor where id = new.payment_id;
	return null;
end $$;
create trigger penalty_payment_counts after insert on penalty_payment
	for each row execute function count_penalty_payment();

alter table journal_entry drop constraint journal_entry_kind;
alter table journal_entry add constraint journal_entry_kind
	check (kind in ('invoice', 'credit_note', 'payment', 'allocation', 'rounding', 'refund', 'refund_failed', 'dispute', 'dispute_won', 'write_off', 'revenue', 'opening', 'opening_back', 'payment_back', 'penalty_payment'));
