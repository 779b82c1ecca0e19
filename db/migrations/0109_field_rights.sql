-- Promise: what a role may do with a field is said once for every state of a contract and once for each, of fields, roles and
-- states that there are; a customer has no state; and from those who set rights nothing is hidden.
set lock_timeout = '5s';

alter table own_field add constraint own_field_of_subject unique (id, subject);

create table field_right (
	id uuid primary key default uuidv7(),
	card text not null,
	-- One of the card's own, or one that the company has given it.
	field text,
	own_field_id uuid,
	role text not null,
	-- Null: in every state for which nothing else is said.
	state text,
	access text not null,
	constraint field_right_own foreign key (own_field_id, card) references own_field (id, subject) on delete cascade,
	constraint field_right_of_one check ((field is null) <> (own_field_id is null)),
	constraint field_right_field check (field is null or case card
		when 'contract' then field in ('purchaseOrder', 'owner', 'notice', 'paymentDays', 'autopay', 'access', 'health', 'reason',
			'recurring', 'discount', 'importKey')
		when 'line' then field in ('unitPrice', 'discount', 'model', 'serialNumber', 'factoryNumber')
		when 'customer' then field in ('email', 'phone', 'address', 'taxNumber', 'industry', 'paymentDays', 'owner', 'importKey')
		else false end),
	constraint field_right_card check (card in ('contract', 'line', 'customer')),
	constraint field_right_role check (role in ('manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor')),
	constraint field_right_state check (state in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused',
		'ending', 'closed', 'filed', 'expired', 'void')),
	constraint field_right_of_customer check (card <> 'customer' or state is null),
	-- To say that it may be changed makes sense only against what holds in the other states.
	constraint field_right_access check (access in ('hidden', 'seen') or (access = 'edited' and state is not null)),
	constraint field_right_once unique nulls not distinct (card, field, own_field_id, role, state)
);
