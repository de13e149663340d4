#!/usr/bin/env node
import 'reflect-metadata';
import { contextOf } from './commands/process-context.js';
import { runCommand } from './commands/program.js';

void runCommand(process.argv, contextOf(process, __dirname));
