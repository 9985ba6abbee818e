"""All mutants, group by group."""

from dlgrader.mistakes.implementing_backpropagation import (
    mutants_activation_derivative,
    mutants_averaging,
    mutants_bias,
    mutants_by_hand,
    mutants_chain,
    mutants_forward_and_cost,
    mutants_gradient_check,
    mutants_initialization,
    mutants_mini_batches,
    mutants_order_and_state,
    mutants_sign_and_size,
    mutants_stopping,
    mutants_training,
)

MUTANTS = [
    *mutants_averaging.MUTANTS,
    *mutants_bias.MUTANTS,
    *mutants_activation_derivative.MUTANTS,
    *mutants_chain.MUTANTS,
    *mutants_sign_and_size.MUTANTS,
    *mutants_order_and_state.MUTANTS,
    *mutants_forward_and_cost.MUTANTS,
    *mutants_initialization.MUTANTS,
    *mutants_mini_batches.MUTANTS,
    *mutants_stopping.MUTANTS,
    *mutants_training.MUTANTS,
    *mutants_gradient_check.MUTANTS,
    *mutants_by_hand.MUTANTS,
]
