-- Promise: lists in the console read no table whole.
set lock_timeout = '5s';

-- A contract's monthly revenue is the sum of its movements.
create index mrr_movement_by_contract on mrr_movement (contract_id, moved_on);
