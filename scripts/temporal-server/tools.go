//go:build tools

// Package tools pins the Temporal CLI, whose dev server is built from Go modules where nothing can be downloaded.
package tools

import _ "github.com/temporalio/cli/cmd/temporal"
