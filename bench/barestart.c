/* SPDX-FileCopyrightText: 2026 Assay contributors */
/* SPDX-License-Identifier: Apache-2.0 */
/* The least that a program which a coding agent calls can cost. */
int main(void)
{
    return 0;
}
